// The table of rows follows what is typed; a secret is shown as dots.
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.id || !input.closest("form#account")) return;
  const secret = input.autocomplete === "new-password";
  for (const cell of document.querySelectorAll(`[data-cell="${CSS.escape(input.id)}"]`)) {
    cell.dataset.empty ??= cell.textContent;
    cell.textContent = input.value ? (secret ? "••••••" : input.value) : cell.dataset.empty;
  }
});
