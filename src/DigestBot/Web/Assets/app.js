// Every page works without this script. It only saves clicks: the reader's own time zone is chosen, and today's digest follows the ticked topics.
"use strict";

const form = document.getElementById("signup");
const preview = document.getElementById("preview");

for (const frequency of document.querySelectorAll("select[name=frequency]")) {
  silenceOthers(frequency);
  frequency.addEventListener("change", () => silenceOthers(frequency));
}
if (form) chooseZone(form.elements.namedItem("zone"));
if (form && preview) followTopics(form, preview, document.getElementById("preview-status"));

// What belongs to another frequency is hidden by the style sheet; a half-typed time in it must not hold up the form.
function silenceOthers(frequency) {
  for (const part of frequency.form.querySelectorAll("[data-when]"))
    for (const control of part.querySelectorAll("input, select"))
      control.disabled = part.dataset.when !== frequency.value && CSS.supports("selector(:has(*))");
}

function chooseZone(select) {
  // A choice that the server sent back after an error is the reader's, and stays.
  if (!select || document.getElementById("errors") || new URLSearchParams(location.search).has("zone")) return;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (own && Array.from(select.options).some(option => option.value === own)) select.value = own;
}

function followTopics(form, preview, status) {
  let waiting = 0;
  let request = null;

  const load = async () => {
    request?.abort();
    request = new AbortController();
    const asked = request;
    const query = new URLSearchParams(new FormData(form).getAll("topic").map(topic => ["topic", topic]));
    for (const language of new FormData(form).getAll("readLanguage")) query.append("readLanguage", language);
    query.set("language", form.elements.namedItem("language").value);
    preview.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch("/preview?" + query, { signal: asked.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      preview.innerHTML = await answer.text();
      say(preview.querySelector(".totals"), preview.querySelector(".quiet"));
    } catch (failure) {
      if (asked.signal.aborted) return;
      status.textContent = preview.dataset.failed;
    }
    if (asked === request) preview.removeAttribute("aria-busy");
  };

  // "5 articles · 15 min", which leads to them; or that nothing is new.
  const say = (totals, nothing) => {
    const link = document.createElement("a");
    link.href = "#preview";
    link.textContent = totals?.textContent ?? "";
    status.replaceChildren(totals ? link : nothing?.textContent ?? "");
  };

  form.addEventListener("change", event => {
    if (!["topic", "language", "readLanguage"].includes(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(load, 250);
  });

  // With a script, the preview needs no new page, and no half-typed address in the address bar.
  form.addEventListener("submit", event => {
    if (event.submitter?.getAttribute("formmethod") !== "get") return;
    event.preventDefault();
    clearTimeout(waiting);
    load().then(() => preview.scrollIntoView());
  });
}
