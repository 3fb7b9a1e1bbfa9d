// The icon of the browser's tab.

/** An SVG without style or script. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#1f2933"/><path d="M12 3 20 12 12 21 4 12Z" fill="none" stroke="#cbd5e0" stroke-width="1.6"/><path d="M8 7.5 16 16.5M16 7.5 8 16.5" stroke="#cbd5e0" stroke-width="1.6"/><path d="M12 4.6 15.2 8.2 12 11.8 8.8 8.2Z" fill="#ffb066"/></svg>
`;
