/** What domain.md §2.1 says must not exist, as it would be called. */
export const forbiddenNames =
  /key_?person|person_?profile|resident_?profile|portrait|black_?list|watch_?list|face_?(recogn|print|id)|facial|plate_?(number|recogn)|licen[cs]e_?plate|trajector|gps_?track|track_?point|tracking|geofence|background_?location|watch_?position|negative_?point|penalty_?point|minus_?point|deduct|demerit|clock_?in\b|clock_?ins|check_?in\b|punch_?in|attendance|leader_?board|ranking|online_?(time|minutes|seconds|duration|hours)|time_?online|credit_?score|social_?credit|(person|resident|worker|staff)_?(score|rank|grade)/i

export const forbiddenWords =
  /重点人|人员画像|居民画像|群众画像|人脸|车牌识别|行动轨迹|人员轨迹|轨迹|打卡|考勤|签到|排名|排行|红黑榜|扣分|负分|倒扣|在线时长|登录时长|信用分|居民评分|人员评分|实时定位|后台定位/

/** Categories report things and needs, never people. */
export const forbiddenCategories =
  /重点|可疑|陌生|返乡人|返乡回|外来人口|流动人口|上访|信访人|刑释|吸毒|精神障碍|邪教|人员排查|人员摸排|登记人员/
