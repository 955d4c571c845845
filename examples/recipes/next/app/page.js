export default function Page() {
  return <h1>All mugs</h1>
}
