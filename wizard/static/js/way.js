// Before anything is painted: whether this browser has a way to go on with, so that home keeps its place free.
try {
  const { malls } = JSON.parse(localStorage.getItem("wizard.way"));
  if (Object.keys(malls).length && location.pathname === "/") document.documentElement.dataset.way = "";
} catch {
  // nothing is kept
}
