// "여기까지 했어요": this browser remembers the last screen of each guide, and the malls that were ticked.
// An address holds open answers only; what was typed is for drafts.js, and nothing leaves the browser.
(() => {
  if ("stage" in document.documentElement.dataset) return; // a preview is nobody's way
  const KEY = "wizard.way";

  function recall() {
    try {
      return { malls: {}, list: [], done: [], ...JSON.parse(localStorage.getItem(KEY)) };
    } catch {
      return { malls: {}, list: [], done: [] };
    }
  }

  function keep(memory) {
    try {
      localStorage.setItem(KEY, JSON.stringify(memory));
    } catch {
      // a browser that keeps nothing offers nothing
    }
  }

  function note(memory) {
    const place = document.querySelector("[data-here]")?.dataset;
    if (!place?.place) return;
    const { here, mall } = place;
    const title = document.querySelector("#screen h1").textContent;
    const guide = document.querySelector("#screen .trail a:last-child").textContent;
    if (document.querySelector("[data-account]") && !memory.done.includes(mall)) memory.done.push(mall);
    if (place.ends || place.place.startsWith("1/")) delete memory.malls[mall];
    else memory.malls[mall] = { here, title, guide, place: place.place, at: Date.now() };
  }

  function look() {
    const memory = recall();
    note(memory);
    keep(memory);
  }

  window.wayMemory = { recall, keep }; // offers.js shows it
  document.addEventListener("htmx:after:swap", look);
  look();
})();
