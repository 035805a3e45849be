// A reply that is kept, put by the server into the box of the answer, is typed from then on: drafts.js keeps it.
(() => {
  if (window.hasPut) return; // each page of the desk brings this script along
  window.hasPut = true;

  function type() {
    const box = document.querySelector("form[data-posted] #text");
    if (box?.value) box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("htmx:after:swap", type);
  window.whenReady.then(type);
})();
