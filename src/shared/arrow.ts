/** Source: https://www.iana.org/assignments/media-types/application/vnd.apache.arrow.stream */
export const ARROW_STREAM = 'application/vnd.apache.arrow.stream'
