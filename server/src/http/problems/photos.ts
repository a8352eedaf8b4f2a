import type { RefusalCode } from '@onegrid/domain/kernel/refusal.ts'
import type { ProblemRow } from '../problem-row.ts'

/** Photos and their upload. */
export const photosProblems = {
  photo_unknown: {
    status: 400,
    zh: ['照片不存在', '照片没有上传成功，或已经过期。', '请重新上传照片；没有照片也可以提交。'],
    en: ['Unknown photo', 'The photo was not uploaded, or it is too old.', 'Upload it again; a report needs no photo.'],
  },
  photo_unreadable: {
    status: 400,
    zh: ['照片打不开', '文件不是能打开的照片。', '请换一张 JPEG、PNG、WebP 或 HEIC 照片；没有照片也可以提交。'],
    en: [
      'The photo cannot be read',
      'The file is no readable picture.',
      'Choose a JPEG, PNG, WebP or HEIC; a report needs no photo.',
    ],
  },
  photo_too_large: {
    status: 413,
    zh: ['照片太大', '照片超过 10 MB 或像素太多。', '请换一张小一点的照片。'],
    en: ['The photo is too large', 'The photo is over 10 MB or has too many pixels.', 'Choose a smaller photo.'],
  },
  photos_too_many: {
    status: 400,
    zh: ['照片太多', '最多 9 张照片。', '请去掉几张再提交。'],
    en: ['Too many photos', 'Nine photos at most.', 'Remove some and send again.'],
  },
  upload_offset_wrong: {
    status: 409,
    zh: [
      '续传位置不对',
      '照片已收到的部分与续传的位置不一致[（应从 {expected} 字节开始）]。',
      '请先查询已收到多少，再从那里继续上传。',
    ],
    en: [
      'The upload stands elsewhere',
      'What has arrived of the photo does not end where these bytes begin[ (expected {expected})].',
      'Ask with HEAD how much has arrived and go on from there.',
    ],
  },
  upload_protocol_unknown: {
    status: 412,
    zh: ['上传协议版本不对', '照片上传使用 tus 1.0.0 协议。', '请加上 Tus-Resumable: 1.0.0 头后重试。'],
    en: ['Unknown upload protocol', 'Photos are uploaded by tus 1.0.0.', 'Send the header Tus-Resumable: 1.0.0.'],
  },
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>
