// What only some screens need is fetched once in a window: as soon as such a screen is shown, when a press asks for it, or
// when somebody is about to type.
// <main> names the addresses.
(() => {
  const SHOWN = {
    "form.js": "form#account",
    "drafts.js": "main:not(:has(form#account)) form:is([data-draft], [data-leaves])", // form.js has them too
    "marks.js": ".step [data-mark]",
    "offers.js": "[data-resume], ol[data-todo], a[data-next-mall]",
    "staff.css": ".desk, .bar",
    "error_page.css": ".sign",
  };
  const SHEETS = ["pages.css", "lessons.css"]; // of the screens that may follow: they travel beside the next one
  const PRESSED = { "a.find": ["lessons.css", "marks.js", "find.js"], "button[data-companion]": ["beside.js"] };
  const brought = new Map();

  // Scripts that wait for this hear htmx, and htmx hears them; where it does not come, nobody waits for it.
  window.whenReady = new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else document.addEventListener("DOMContentLoaded", () => setTimeout(resolve));
    setTimeout(resolve, 1500);
  });

  function made(name) {
    const address = document.getElementById("screen").dataset.needs.split(" ").find((one) => one.endsWith(`/${name}`));
    if (name.endsWith(".js")) return Object.assign(document.createElement("script"), { src: address, async: false });
    if (document.querySelector(`link[href="${address}"]`)) return null;
    return Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  }

  function bring(name) {
    if (brought.has(name)) return brought.get(name);
    const element = made(name);
    brought.set(name, new Promise((resolve) => {
      if (!element) return resolve();
      element.onload = element.onerror = resolve;
      document.head.append(element);
    }));
    return brought.get(name);
  }

  window.bring = bring;

  function isKept(store, key) {
    try {
      return window[store].getItem(key) !== null;
    } catch {
      return false; // a browser that keeps nothing
    }
  }

  function look() {
    for (const [name, what] of Object.entries(SHOWN)) if (document.querySelector(what)) bring(name);
    if (isKept("localStorage", "wizard.drafts") && !brought.has("form.js")) bring("drafts.js");
    const isPair = document.documentElement.dataset.companion || window.name.startsWith("companion-");
    if (isPair || isKept("sessionStorage", "companion")) bring("beside.js");
  }

  document.addEventListener("click", async (event) => {
    const [what, names] = Object.entries(PRESSED).find(([one]) => event.target.closest(one)) ?? [];
    if (!what || event.ctrlKey || event.metaKey || event.shiftKey || names.every((name) => brought.has(name))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await Promise.all(names.map(bring));
    event.target.click();
  }, true);

  document.addEventListener("focusin", ({ target }) => target.closest?.("form#account") && bring("unsent.js"));
  document.addEventListener("htmx:before:request", () => SHEETS.forEach(bring));
  document.addEventListener("htmx:after:swap", () => SHEETS.forEach(bring));
  document.addEventListener("htmx:after:swap", look);
  look();
})();
