/** What events say of an article. */
export const about = ({ guid, category, title, minutes }) => ({
  contentGuid: guid,
  category,
  title,
  minutes,
})
