export const start = () => () => {}
