// A press on an instruction lights its place in the picture and brings it into view; and the reverse.
document.addEventListener("click", (event) => {
  const pressed = event.target.closest(".lesson [data-mark]");
  if (!pressed || event.target.closest("a:not(.mark), .value")) return;
  const lesson = pressed.closest(".lesson");
  for (const lit of lesson.querySelectorAll(".lit")) lit.classList.remove("lit");
  const pair = lesson.querySelectorAll(`[data-mark="${pressed.dataset.mark}"]`);
  for (const part of pair) part.classList.add("lit");
  const other = [...pair].find((part) => part !== pressed);
  if (!other) return;
  if (event.target.closest("a.mark")) {
    event.preventDefault();
    if (event.detail === 0) other.focus({ preventScroll: true });
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { top, bottom } = other.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) other.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
});
