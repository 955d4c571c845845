/** HTMLMediaElement.NETWORK_NO_SOURCE, and what that is as a code of MediaError: none of the sources is supported. */
const noSource = 3
const notSupported = 4

/** What is wrong with the media; nothing, where a track failed, or a source after which there may be another. */
export const errorOf = ({ error, networkState }: HTMLMediaElement): object | undefined => {
  if (error) return { errorCode: error.code, errorDetails: error.message }
  if (networkState === noSource) return { errorCode: notSupported }
  return
}
