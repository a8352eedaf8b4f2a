import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hostNameIn, hostNamePattern } from './towns.ts'

test('given a pasted address, when it is read, then the host name is left', () => {
  assert.equal(hostNameIn(' https://TianTang.example.cn:8080/desk '), 'tiantang.example.cn')
  assert.equal(hostNameIn('tiantang.example.cn'), 'tiantang.example.cn')
})

test('given words instead of a name, then they are refused at the field', () => {
  for (const wrong of ['', '天堂镇', 'a b', '-dc.cn', 'dc.cn-']) assert.doesNotMatch(hostNameIn(wrong), hostNamePattern)
})
