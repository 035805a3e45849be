// Light or dark as the reader chose, before anything is painted; else as their device is set.
try {
  const { theme } = localStorage;
  const { dataset } = document.documentElement;
  if (!("stage" in dataset) && /^(light|dark)$/.test(theme)) dataset.theme = theme; // a preview wears what its address says
} catch {
  // an in-app browser may forbid the store
}
