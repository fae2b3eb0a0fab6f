using System.Text;
using System.Threading.Channels;

namespace DigestBot.Endurance.Crash;

/// <summary>A file of lines, each on the disk when its writer goes on; what several have to write at one moment shares one fsync.</summary>
internal sealed class SyncedFile : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly Channel<(string Line, TaskCompletionSource Synced)> _lines = Channel.CreateUnbounded<(string, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    public SyncedFile(string path)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Writes a line; it is on the disk when this returns.</summary>
    public Task AddAsync(string line)
    {
        var synced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _lines.Writer.TryWrite((line, synced)) ? synced.Task : throw new ObjectDisposedException(nameof(SyncedFile));
    }

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        var group = new List<TaskCompletionSource>();
        var text = new StringBuilder();
        while (await _lines.Reader.WaitToReadAsync())
        {
            group.Clear();
            text.Clear();
            while (_lines.Reader.TryRead(out var next))
            {
                text.Append(next.Line).Append('\n');
                group.Add(next.Synced);
            }

            try
            {
                _file.Write(Encoding.UTF8.GetBytes(text.ToString()));
                _file.Flush(flushToDisk: true);
                foreach (var synced in group) synced.SetResult();
            }
            catch (IOException e)
            {
                foreach (var synced in group) synced.SetException(e);
            }
        }
    }
}
