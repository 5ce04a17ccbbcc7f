/** Stands in for vtk.js mesh readers, which this application never uses. */
export const newInstance = (): never => {
  throw new Error("mesh readers are not part of this application");
};

export default { newInstance, extend: newInstance };
