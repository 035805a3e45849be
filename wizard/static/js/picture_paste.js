// A picture for a guide is pasted, dropped or chosen: it goes to the form's own file box and is sent at once, to be looked at.
(() => {
  const form = () => document.getElementById("picturing");

  function take(files) {
    const picture = [...files].find(({ type }) => type.startsWith("image/"));
    if (!picture) return false;
    if (isTooLarge(picture)) return true;
    const told = new DataTransfer();
    told.items.add(picture);
    form().elements.picture.files = told.files;
    show();
    return true;
  }

  // What the server would not read is said here: an answer of its own would cost what was typed.
  function isTooLarge(picture) {
    const said = form().querySelector("[data-too-large]");
    said.hidden = picture.size <= Number(said.dataset.tooLarge);
    return !said.hidden;
  }

  function show() {
    form().requestSubmit(form().querySelector("button[value=upload]"));
  }

  // Office programs put a picture beside the text that is copied: in a box for text, the text is what is meant.
  function isText({ target, clipboardData }) {
    const box = target.closest?.("textarea, input:not([type=file], [type=radio], [type=checkbox])");
    return box && clipboardData?.types.includes("text/plain");
  }

  document.addEventListener("paste", (event) => {
    if (form() && !isText(event) && take(event.clipboardData?.files ?? [])) event.preventDefault();
  });

  document.addEventListener("dragover", (event) => {
    if (!form() || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form().classList.add("over");
  });

  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form()?.classList.remove("over");
  });

  document.addEventListener("drop", (event) => {
    if (!form() || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    form().classList.remove("over");
    take(event.dataTransfer.files);
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches("#picturing input[type=file]") || !event.target.files.length) return;
    if (isTooLarge(event.target.files[0])) event.target.value = "";
    else show();
  });
})();
