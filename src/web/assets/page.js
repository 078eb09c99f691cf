// Saves each answer when it is left, reads it back as it is typed, keeps the draft beside it up to date.
// Everything works without this file; it only spares a click. ES2017, no library.
(function () {
  "use strict";
  const body = document.body, form = document.getElementById("answers");
  const alarm = document.getElementById("alarm"), saved = document.getElementById("saved");
  const key = body.dataset.key;
  const byId = (id) => document.getElementById(id);

  async function send(path, fields) {
    const data = new URLSearchParams();
    data.set("@key", key);
    Object.keys(fields).forEach((name) => data.set(name, fields[name]));
    const reply = await fetch(path, { method: "POST", body: data, credentials: "same-origin" });
    if (!reply.ok) throw await refusal(reply);
    return reply.json();
  }

  // What the program says of a request that it did not follow.
  async function refusal(reply) {
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const why = page.querySelector("p.fault");
    const error = new Error(String(reply.status));
    error.why = why ? why.textContent : "";
    return error;
  }

  // A page that stays open keeps the program running, and says so when it is gone.
  async function beat() {
    try {
      await send("/beat", {});
      if (alarm.dataset.why === "stopped") { alarm.textContent = ""; alarm.dataset.why = ""; }
    } catch (_) {
      alarm.textContent = body.dataset.stopped;
      alarm.dataset.why = "stopped";
    }
  }
  setInterval(beat, 30000);
  if (!form) return;
  setInterval(saveAgain, 30000);

  const draft = form.dataset.draft;
  // What each input says on the server: only what differs is sent.
  const known = new Map();
  const value = (input) => {
    if (input.type !== "radio") return input.value;
    const chosen = form.querySelector('input[name="' + CSS.escape(input.name) + '"]:checked');
    return chosen ? chosen.value : "";
  };
  const inputs = () => form.querySelectorAll("[data-path]");
  inputs().forEach((input) => known.set(input.name, value(input)));
  const echoOf = (input) => input.closest(".field").querySelector(":scope > .echo");

  // What could not be saved, by name: it is sent again with the next answer, and now and then.
  const unsaved = new Map();
  // What was left and is not known to be saved yet, by name.
  const waiting = new Map();
  let isSending = false;
  let queue = Promise.resolve();
  function saveAgain() {
    Array.from(unsaved.values()).forEach((input) => { unsaved.delete(input.name); save(input); });
  }
  // A new row begins with its first cell: what stands behind that waits until it says something.
  // Several lines there are several rows, which the button of the row sends.
  function leave(input) {
    const row = input.closest(".record.new");
    if (!row) { save(input); return; }
    const cells = Array.from(row.querySelectorAll("[data-path]"));
    const first = value(cells[0]).trim();
    if (first !== "" && !first.includes("\n")) cells.forEach(save);
  }
  function save(input) {
    const typed = value(input);
    if (known.get(input.name) === typed) return;
    known.set(input.name, typed);
    waiting.set(input.name, input);
    // A form that is sent meanwhile holds it, too.
    queue = queue.then(() => (isSending ? undefined : saveNow(input, typed)));
  }
  function keepUnsaved(input) {
    waiting.delete(input.name);
    known.delete(input.name);
    unsaved.set(input.name, input);
    alarm.dataset.why = "unsaved";
  }
  async function saveNow(input, typed) {
    let reply;
    try {
      reply = await send("/d/" + draft + "/answer", { path: input.name, typed: typed, "@revision": form.dataset.revision });
    } catch (error) {
      keepUnsaved(input);
      alarm.textContent = error.why || body.dataset.unsaved;
      return;
    }
    waiting.delete(input.name);
    form.dataset.revision = reply.revision;
    form.elements["@revision"].value = reply.revision;
    const label = input.closest(".in");
    label.classList.toggle("refused", reply.wrong);
    label.classList.remove("offered");
    echoOf(input).innerHTML = reply.echo;
    alarm.textContent = (reply.notices || []).join("\n");
    alarm.dataset.why = "";
    if (reply.failed) keepUnsaved(input);
    // A new row is finished before other questions are asked.
    if (reply.asked !== form.dataset.asked && reply.saved && !input.closest(".record.new")) await askAnew();
    if (reply.saved) {
      saved.textContent = body.dataset.saved + " " + new Date().toTimeString().slice(0, 5);
      saveAgain();
    }
    // A part that follows from the answer is offered: what a place is part of.
    Object.keys(reply.offers).forEach((name) => {
      const part = form.elements[name];
      if (part && part !== input && !part.value && reply.offers[name]) { part.value = reply.offers[name]; part.closest(".in").classList.add("offered"); }
    });
    reply.given.forEach((name) => {
      const part = form.elements[name];
      if (part && part.closest) part.closest(".in").classList.remove("offered");
    });
    document.querySelectorAll(".groups a").forEach((link) => {
      link.querySelector(".state").textContent = reply.progress[link.dataset.group] || "—";
    });
    byId("to-check").textContent = reply.check;
    refreshPaper();
  }

  // Puts the questions that are asked now in their places. What is being typed is left alone: the
  // page must not go away under the hands of its user.
  async function askAnew() {
    const reply = await fetch(location.pathname, { credentials: "same-origin" });
    if (!reply.ok) return;
    const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("answers");
    if (!fresh) return;
    const old = new Map();
    form.querySelectorAll(".field").forEach((field) => old.set(field.id, field));
    const isBusy = (field) => field.contains(document.activeElement)
      || Array.from(field.querySelectorAll("[data-path]")).some((input) => known.get(input.name) !== value(input));
    const looks = (field) => field.textContent + Array.from(field.querySelectorAll("[data-path]"), (input) => input.name + input.value + input.checked).join();
    let before = form.querySelector("h2");
    fresh.querySelectorAll(".field").forEach((found) => {
      const was = old.get(found.id);
      old.delete(found.id);
      if (was && (isBusy(was) || looks(was) === looks(found))) { before = was; return; }
      const field = document.importNode(found, true);
      if (was) was.remove();
      before.after(field);
      field.querySelectorAll("[data-path]").forEach((input) => known.set(input.name, value(input)));
      before = field;
    });
    old.forEach((field) => field.remove());
    form.dataset.asked = fresh.dataset.asked;
    form.dispatchEvent(new Event("asked"));
  }

  let paperTimer = 0;
  function refreshPaper() {
    clearTimeout(paperTimer);
    paperTimer = setTimeout(async () => {
      const reply = await fetch("/d/" + draft + "/paper", { credentials: "same-origin" });
      if (!reply.ok) return;
      byId("paper").innerHTML = await reply.text();
      outline(document.activeElement);
    }, 150);
  }

  // What the open question prints is outlined in the draft.
  function outline(element) {
    const field = element && element.closest ? element.closest(".field") : null;
    document.querySelectorAll(".asked").forEach((old) => old.classList.remove("asked"));
    if (!field) return;
    field.classList.add("asked");
    const values = document.querySelectorAll('.sheet [data-field="' + CSS.escape(field.dataset.field) + '"]');
    values.forEach((one) => one.classList.add("asked"));
    const paper = byId("paper");
    if (values.length && getComputedStyle(paper).position === "sticky") {
      const above = values[0].getBoundingClientRect().top - paper.getBoundingClientRect().top;
      paper.scrollTop += above - paper.clientHeight / 3;
    }
  }

  let readTimer = 0;
  async function readBack(input) {
    if (input.type === "radio") return;
    const typed = input.value;
    try {
      const reply = await send("/d/" + draft + "/consider", { path: input.name, typed: typed });
      if (input.value !== typed) return;
      echoOf(input).innerHTML = reply.wrong && document.activeElement === input ? "" : reply.echo;
      if (input.list) {
        input.list.textContent = "";
        reply.may.forEach((words) => input.list.appendChild(new Option(words)));
      }
    } catch (_) { /* The next answer that is left says what is wrong. */ }
  }
  form.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.dataset.path || event.isComposing) return;
    clearTimeout(readTimer);
    readTimer = setTimeout(() => readBack(input), 80);
  });
  form.addEventListener("focusin", (event) => outline(event.target));
  form.addEventListener("change", (event) => { if (event.target.dataset.path) leave(event.target); });
  form.addEventListener("focusout", (event) => { if (event.target.dataset.path) leave(event.target); });
  // A form is sent when what was left has been saved: sent beside it, a new row would be two. Where
  // the program is gone or cannot save, nothing is sent, and what was typed stays on the page.
  let pressed = null;
  form.addEventListener("click", (event) => { pressed = event.target.closest("button") || pressed; });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    await queue;
    if (unsaved.size > 0) {
      isSending = false;
      saveAgain();
      await queue;
      if (unsaved.size > 0) return;
      isSending = true;
    }
    try {
      await send("/beat", {});
    } catch (_) {
      isSending = false;
      inputs().forEach((input) => { if (waiting.delete(input.name)) known.delete(input.name); });
      alarm.textContent = body.dataset.stopped;
      alarm.dataset.why = "stopped";
      return;
    }
    const button = document.createElement("input");
    button.type = "hidden";
    button.name = pressed && pressed.name || "@do";
    button.value = pressed && pressed.value || "stay";
    form.appendChild(button);
    form.submit();
  });
  // Whoever leaves the page by another way leaves what is typed on it.
  window.addEventListener("pagehide", () => {
    if (isSending || !navigator.sendBeacon) return;
    const data = new URLSearchParams();
    inputs().forEach((input) => {
      if (waiting.has(input.name) || unsaved.has(input.name) || known.get(input.name) !== value(input)) data.set(input.name, value(input));
    });
    if (!data.toString()) return;
    data.set("@key", key);
    data.set("@revision", form.dataset.revision);
    navigator.sendBeacon(location.pathname, data);
  });
  // Enter goes on to the next input; the Enter that ends a candidate of an input method is keyCode 229.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    const input = event.target;
    if (input.tagName !== "INPUT" && !(input.tagName === "TEXTAREA" && input.dataset.line)) return;
    event.preventDefault();
    const all = Array.from(form.querySelectorAll("input[type=text], textarea, input[type=radio]:checked, .turn .primary"));
    const next = all[all.indexOf(input) + 1];
    if (next) next.focus();
  });
}());
