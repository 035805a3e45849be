// A box for a day says when none was chosen: WebKit draws today in it, in grey, as if it were filled in.
(() => {
  const look = () => {
    for (const box of document.querySelectorAll("input[type=date]")) {
      box.classList.toggle("no-day", !box.value && !box.validity.badInput);
    }
  };
  for (const kind of ["input", "change", "htmx:after:swap"]) document.addEventListener(kind, look);
  look();
})();
