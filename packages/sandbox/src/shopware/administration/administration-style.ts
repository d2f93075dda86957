/** As much of an administration as shows that the module stands in one. */
export const ADMINISTRATION_STYLE = `
body { margin: 0; font: 14px/1.5 system-ui, sans-serif; display: flex; flex-direction: column; height: 100vh; }
header { background: #1d2433; color: #fff; padding: 12px 20px; }
iframe { border: 0; flex: 1; width: 100%; }
p { margin: 20px; }
`;
