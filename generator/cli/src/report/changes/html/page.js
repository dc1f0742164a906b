"use strict";
// Without this script the page shows everything; it only hides.
const words = document.getElementById("words");
const breaking = document.getElementById("breaking");
const count = document.getElementById("count");
const changes = [...document.querySelectorAll(".change")];
const said = changes.map((it) => it.textContent.toLowerCase());
const show = () => {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  changes.forEach((it, at) => {
    const fits = wanted.every((word) => said[at].includes(word));
    it.hidden = !fits || (breaking.checked && !("breaks" in it.dataset));
    shown += it.hidden ? 0 : 1;
  });
  for (const task of document.querySelectorAll(".task")) {
    task.hidden = !task.querySelector(".change:not([hidden])");
  }
  count.textContent = `${shown} of ${changes.length}`;
};
document.querySelector(".filter").hidden = false;
words.addEventListener("input", show);
breaking.addEventListener("change", show);
show();
