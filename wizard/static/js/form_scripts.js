// What only the credential form needs is fetched once in a window, as soon as such a form is shown there.
(() => {
  let asked = false;
  function look() {
    const form = document.querySelector("form#account[data-scripts]");
    if (!form || asked) return;
    asked = true;
    document.head.append(Object.assign(document.createElement("script"), { src: form.dataset.scripts, async: false }));
  }
  document.addEventListener("htmx:after:swap", look);
  look();
})();
