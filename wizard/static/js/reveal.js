// A press on [data-reveal] shows what is being typed into a secret box, and hides it again; so does sending it.
(() => {
  function turn(button, input, shown) {
    input.type = shown ? "text" : "password";
    button.lastElementChild.textContent = shown ? "가리기" : "보기";
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-reveal]");
    if (!button) return;
    const input = document.getElementById(button.dataset.reveal);
    turn(button, input, input.type === "password");
    const receipt = document.getElementById(`${input.id}-receipt`);
    if (input.value || input.type === "password") return;
    const isKept = input.form.elements[`${input.id}.kept`] || document.getElementById(`${input.id}-tail`);
    receipt.textContent = isKept ? "저장한 값은 안전하게 가려 둬요. 새로 적는 글자는 보여요." : "적으면 글자가 그대로 보여요.";
  });

  // What is sent is a password again: no browser keeps it among the words it offers later.
  const hide = (event) => {
    for (const button of event.target.querySelectorAll("button[data-reveal]")) {
      turn(button, document.getElementById(button.dataset.reveal), false);
    }
  };
  document.addEventListener("submit", hide, true);
})();
