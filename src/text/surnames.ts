/** Single surnames of the household register that occur often enough to be met. */
export const surnames: ReadonlySet<string> = new Set(
  (
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆' +
    '汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施文牛樊葛邢安齐易乔伍' +
    '庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝宁尚符舒阮柯纪梅童凌毕季裴霍涂成苗谷盛曲翁冉骆蓝路辛靳管柴蒙鲍华喻祁' +
    '蒲房滕屈饶解牟艾尤阳穆司卓古吉缪简芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬仇栾隋刁沙荣巫' +
    '寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封谈匡鞠惠荆乐冀郁胥南储栗燕楚鄢劳谌奚皮粟冼蔺楼盘闻厉伊仝郜海阚帅屠豆朴练廉' +
    '禹井祖漆巴丰支卿狄晋容扈晁芮阙浦戈伏鹿薄邸雍辜羊乌母裘亓修邰赫杭况宿鲜逯隆茹诺慕亢嵇湛宾戎勾茅於尉冶' +
    '斯檀阴昝智幸衡尧萧洪傅阎赖游车候丘于时花项单向包计权'
  ).split(''),
);

/** Surnames that are hardly any other word: the surname alone before a title is a name whatever stands before it. */
export const plainSurnames: ReadonlySet<string> = new Set(
  '王李张刘陈杨赵吴周徐孙朱胡郭罗郑梁谢宋韩冯邓曹彭曾萧肖蔡潘袁董余苏吕魏蒋杜丁沈姜傅钟卢汪戴崔陆廖姚邱夏谭韦贾邹熊孟秦阎薛侯龙段郝孔邵史毛赖邢聂詹吉符覃庞翟殷倪严牛洪龚黎林何黄许田范汤康尹葛祝莫蓝柯欧骆涂颜裴蒲阮凌霍甄唐雷闫贺'.split(
    '',
  ),
);

/** Characters that never stand as a surname alone before a title: 和主任, 任局长, 班主任. */
export const neverAlone: ReadonlySet<string> = new Set(
  '和任于向与都全公由那来信相应门班查区干官国利时原满平明成但从且同党支过那连车单农商项台花管应尚楼城关学'.split(''),
);

export const compoundSurnames: ReadonlySet<string> = new Set(
  '欧阳 上官 司马 诸葛 皇甫 东方 尉迟 公孙 慕容 司徒 令狐 夏侯 南宫 端木 西门 闻人 长孙 宇文 轩辕 钟离 濮阳 澹台 呼延 申屠 独孤 完颜 公冶 太史 淳于 单于 百里 东郭 拓跋 赫连'.split(
    ' ',
  ),
);
