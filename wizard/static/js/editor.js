// The editors' pages: the screen in the frame follows the file, and wears the theme and width that are chosen.
(() => {
  const frame = () => document.getElementById("stage");

  let going = ""; // where a press leads, until the frame is there: a reload now would call it back

  document.addEventListener("click", (event) => {
    going = event.target.closest("a[target=stage]")?.href ?? going;
  });
  document.addEventListener("stage:go", ({ detail }) => { // asked for by no press: no entry of the history
    going = detail.href;
    frame().contentWindow.location.replace(going);
  });
  document.addEventListener("load", (event) => {
    if (event.target === frame()) going = "";
  }, true);

  document.addEventListener("stage", () => {
    const place = frame()?.contentWindow.location;
    if (going) place?.replace(going);
    else place?.reload();
  });

  document.addEventListener("change", (event) => {
    const look = event.target.closest("#look");
    if (!look) return;
    if (event.target.name === "width") {
      frame().parentElement.className = `frame w${event.target.value}`;
      return;
    }
    const { pathname, search } = frame().contentWindow.location;
    const place = pathname.split("/").slice(4).join("/");
    look.elements.at.value = pathname.startsWith("/stage/") ? place + search : "";
    look.requestSubmit();
  });
})();
