/** Comes from the server, also where the visitor follows a link. @type {import('./$types').PageServerLoad} */
export const load = ({ params }) => ({ id: params.id })
