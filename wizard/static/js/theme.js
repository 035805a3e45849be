// The switch at the bottom of a page: light or dark as the reader chooses, in every window; else as their device is set.
(() => {
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const device = () => (dark.matches ? "dark" : "light");
  const shown = () => root.dataset.theme || device();
  if ("stage" in root.dataset) return; // a preview wears what its address says

  function keep(theme) {
    try {
      if (theme) localStorage.theme = theme;
      else delete localStorage.theme;
    } catch {
      // an in-app browser may forbid the store: the choice lasts for this page
    }
  }

  function wear(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    label();
  }

  function label() {
    button.textContent = shown() === "dark" ? "밝은 화면으로 보기" : "어두운 화면으로 보기";
    button.hidden = false;
  }

  dark.addEventListener("change", label);
  addEventListener("storage", ({ key, newValue }) => {
    if (!key || key === "theme") wear(newValue);
  });
  button.addEventListener("click", () => {
    const wanted = shown() === "dark" ? "light" : "dark";
    const choice = wanted === device() ? undefined : wanted;
    keep(choice);
    wear(choice);
  });
  label();
})();
