// A link carries its code behind "#", which no server ever sees: put it into the form, and take it out of the address.
(() => {
  const box = document.querySelector("input[name=token]");
  const code = location.hash.slice(1);
  if (!box || !/^[\w-]{43}$/.test(code)) return;
  box.value = code;
  history.replaceState(history.state, "", location.pathname);
  document.getElementById("token-box").hidden = true;
})();
