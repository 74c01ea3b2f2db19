// Runs last, in words that any browser knows: where the page's script could not even be read, this says so.
(function () {
  if (window.stet && window.stet.version) return;
  var state = document.getElementById("boot-state");
  state.textContent = "Stet could not start. If reloading does not help, this browser is too old for it: Chrome, Edge, Firefox and Safari run it in their versions since the middle of 2024.";
})();
