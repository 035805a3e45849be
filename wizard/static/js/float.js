// Before anything is painted: whether this is a companion's window, or one could be opened.
(() => {
  const root = document.documentElement;
  if ("stage" in root.dataset) return; // a preview stays where it is
  if (window.name.startsWith("companion-")) root.classList.add("is-companion");
  else root.classList.toggle("can-float", matchMedia("(hover: hover) and (width >= 40rem)").matches);
})();
