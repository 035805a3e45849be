// Light or dark as the reader chose; else as their device is set. In <head>, before anything is painted.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const device = () => (dark.matches ? "dark" : "light");
  const shown = () => root.dataset.theme || device();

  function kept() {
    try {
      return localStorage.theme;
    } catch {
      return undefined; // an in-app browser may forbid the store: the choice lasts for this page
    }
  }

  function keep(theme) {
    try {
      if (theme) localStorage.theme = theme;
      else delete localStorage.theme;
    } catch {
      // the same
    }
  }

  function wear(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  function label() {
    const button = document.getElementById("theme");
    if (!button) return;
    button.textContent = shown() === "dark" ? "밝은 화면으로 보기" : "어두운 화면으로 보기";
    button.hidden = false;
  }

  if ("stage" in root.dataset) return; // a preview wears what its address says
  wear(kept());
  document.addEventListener("DOMContentLoaded", label);
  dark.addEventListener("change", label);
  addEventListener("storage", (event) => {
    if (event.key && event.key !== "theme") return;
    wear(kept());
    label();
  });
  document.addEventListener("click", (event) => {
    if (event.target.id !== "theme") return;
    const wanted = shown() === "dark" ? "light" : "dark";
    const choice = wanted === device() ? undefined : wanted;
    keep(choice);
    wear(choice);
    label();
  });
})();
