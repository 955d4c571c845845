import { Buy } from '../../buy.js'

/** @typedef {{ params: Promise<{ id: string }> }} Props */

/** @param {Props} props */
export const generateMetadata = async ({ params }) => ({ title: `Mug ${(await params).id}` })

/** Rendered on the server, at each request. @param {Props} props */
export default async function Page({ params }) {
  const { id } = await params
  return (
    <main>
      <h1>{id}</h1>
      <Buy mug={id} />
    </main>
  )
}
