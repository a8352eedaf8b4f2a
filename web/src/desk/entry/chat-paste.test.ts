import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readChat } from './chat-paste.ts'

test('messages of a group with date and clock, pictures and several lines', () => {
  const block = `陈姐 2022/09/26 08:30:12
碧塘我们巷口还是烂泥路
落雨天小孩返学要人背

[图片]
[图片]
李叔 2022/09/26 08:31:40
我家门口也是`
  assert.deepEqual(readChat(block), [
    { sender: '陈姐', wall: '2022-09-26T08:30', text: '碧塘我们巷口还是烂泥路\n落雨天小孩返学要人背', pictures: 2 },
    { sender: '李叔', wall: '2022-09-26T08:31', text: '我家门口也是', pictures: 0 },
  ])
})

test('a forwarded block: the day stands apart, the hours are of two halves', () => {
  const block = '—————  2022-09-26  —————\n\n陈姐  下午 3:05\n\n水是黄的[表情]\n\n李叔: 晚上 11:20\n\n又停电'
  assert.deepEqual(readChat(block), [
    { sender: '陈姐', wall: '2022-09-26T15:05', text: '水是黄的', pictures: 0 },
    { sender: '李叔', wall: '2022-09-26T23:20', text: '又停电', pictures: 0 },
  ])
})

test('names alone on their lines, without any clock', () => {
  assert.deepEqual(readChat('陈姐:\n榕树头那盏灯坏了\n李叔：\n我也见到'), [
    { sender: '陈姐', text: '榕树头那盏灯坏了', pictures: 0 },
    { sender: '李叔', text: '我也见到', pictures: 0 },
  ])
})

test('what is no chat is kept whole: a colon or an hour within a sentence divides nothing', () => {
  const plain = '地点:桥头。昨晚 8:30 左右护栏撞断一截'
  assert.deepEqual(readChat(plain), [{ text: plain, pictures: 0 }])
  assert.deepEqual(readChat('  \n '), [])
})
