// Before the first paint: what this device remembers, and whether the page is to show what its first
// screen was made for. The program does the rest; what does not work here does not matter.
{
  const { dataset } = document.documentElement;
  try {
    const theme = localStorage.getItem("mandate-trail.theme");
    if (theme) dataset.theme = theme;
  } catch {
    // Not allowed.
  }
  if (/[?&](data=[^&]|embed=1(&|$))/.test(location.search)) dataset.bare = "";
}
