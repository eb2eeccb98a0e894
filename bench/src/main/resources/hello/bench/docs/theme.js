// Before anything is drawn: the theme that was chosen here the last time. Without a choice it is the system's.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // No storage, no memory.
}
