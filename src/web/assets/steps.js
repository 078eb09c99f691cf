// One question at a time where the screen is narrow, and keys to go from one finding to the next.
// Everything works without this file. ES2017, no library.
(function () {
  "use strict";
  const form = document.getElementById("answers");
  const here = document.querySelector(".groups [aria-current]");
  if (here && here.scrollIntoView) here.scrollIntoView({ block: "nearest", inline: "center" });

  // The questions of a group, one at a time.
  const found = () => (form ? Array.from(form.querySelectorAll(".field")) : []);
  let fields = found();
  if (fields.length > 0) {
    const narrow = window.matchMedia("(max-width: 799px)");
    const step = form.querySelector(".step");
    const [back, next] = Array.from(step.querySelectorAll("button"));
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let at = Math.max(0, fields.findIndex((field) => field.contains(target)));
    const show = () => {
      form.classList.toggle("one", narrow.matches);
      step.hidden = !narrow.matches;
      fields.forEach((field, n) => field.classList.toggle("current", n === at));
      form.classList.toggle("last", at === fields.length - 1);
      step.querySelector(".step-at").textContent = (at + 1) + " / " + fields.length;
      back.disabled = at === 0;
      next.hidden = at === fields.length - 1;
    };
    const go = (to) => { at = to; show(); window.scrollTo(0, 0); };
    back.addEventListener("click", () => go(at - 1));
    next.addEventListener("click", () => go(at + 1));
    form.addEventListener("focusin", (event) => {
      const n = fields.indexOf(event.target.closest(".field"));
      if (n >= 0 && n !== at) { at = n; show(); }
    });
    // Other questions are asked: the one that is shown stays.
    form.addEventListener("asked", () => {
      const current = fields[at];
      fields = found();
      at = Math.max(0, fields.indexOf(current) < 0 ? fields.findIndex((field) => field.id === current.id) : fields.indexOf(current));
      show();
    });
    narrow.addListener(show);
    show();
  }

  // n and p go through the findings of a review.
  const notes = Array.from(document.querySelectorAll("[data-note]"));
  document.querySelectorAll(".by-key").forEach((hint) => { hint.hidden = false; });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select");
    if (isTyping || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const by = { n: 1, p: -1 }[event.key];
    if (!by || notes.length === 0) return;
    const current = document.activeElement.closest("[data-note]");
    const from = current ? notes.indexOf(current) : by > 0 ? -1 : notes.length;
    const note = notes[(from + by + notes.length) % notes.length];
    note.focus();
    note.scrollIntoView({ block: "center" });
    event.preventDefault();
  });
}());
