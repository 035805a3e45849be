// A press on [data-copy] puts its value on the clipboard, and says so on the button and aloud.
const FAILED = "복사하지 못했어요. 값을 길게 누르거나 끌어서 복사해 주세요.";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const done = await copied(button.dataset.copy, button);
  const said = document.getElementById("said");
  button.textContent = done ? "복사했어요" : "복사";
  button.classList.toggle("done", done);
  if (said) {
    said.classList.toggle("hidden", done);
    said.textContent = done ? `${button.dataset.copy} 복사했어요` : FAILED;
  }
  setTimeout(() => {
    button.textContent = "복사";
    button.classList.remove("done");
  }, 2500);
});

async function copied(value, button) {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    // An in-app browser may forbid the clipboard: select the value, so that one long press copies it.
    const code = button.parentElement.querySelector("code");
    if (code) getSelection().selectAllChildren(code);
    return document.execCommand("copy");
  }
}
