// The editors' pages: the screen in the frame follows the file, and wears the theme and width that are chosen.
(() => {
  const frame = () => document.getElementById("stage");

  document.addEventListener("stage", () => frame()?.contentWindow.location.reload());

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
