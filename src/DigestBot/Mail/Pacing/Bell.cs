namespace DigestBot.Mail.Pacing;

/// <summary>Wakes those who wait for a change. Nothing is allocated while nobody waits. To be used under the lock of its owner, but for <see cref="WaitAsync"/>.</summary>
internal sealed class Bell
{
    private TaskCompletionSource? _next;

    /// <summary>The next time that it rings.</summary>
    public Task Next => (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Wakes all.</summary>
    public void Ring()
    {
        _next?.TrySetResult();
        _next = null;
    }

    /// <summary>Waits for it, but not longer than this.</summary>
    public static async Task WaitAsync(Task next, TimeSpan longest, TimeProvider clock)
    {
        using var late = new CancellationTokenSource();
        await Task.WhenAny(next, Task.Delay(longest, clock, late.Token));
        await late.CancelAsync();
    }
}
