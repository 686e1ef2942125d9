/** A page as township sites of the 2000s have them: GBK, tables in tables, <font>, scripts in attributes, no closing tags. */

/** @param place what the webmaster pastes into the middle column */
export const oldCms = (
  place: string,
): string => `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<meta name="generator" content="OldCMS V5.1_GBK" />
<meta name="viewport" content="width=device-width" />
<title>某某镇政府网 - 办事大厅</title>
<style type="text/css">
<!--
*{margin:0;padding:0}
body,td,th{font-size:12px;line-height:20px;color:#333}
body{background:#eaf4fb;text-align:center}
a:link,a:visited{color:#003399;text-decoration:none}
img{border:0}
.main{width:98%;max-width:960px;margin:0 auto;background:#fff;text-align:left}
.tit{background:#2a7fc9;color:#fff;font-weight:bold;padding-left:8px;height:26px}
input{border:1px solid #a0c4e4;height:18px;font-size:12px}
form{display:inline}
-->
</style>
<script language="javascript">
<!--
function MM_swapImgRestore(){var i,x,a=document.MM_sr;for(i=0;a&&i<a.length&&(x=a[i])&&x.oSrc;i++)x.src=x.oSrc;}
function $(id){return document.getElementById(id);}
Array.prototype.indexOf2=function(v){for(var i in this)if(this[i]==v)return i;return -1;}
var weekday=new Array("星期日","星期一","星期二","星期三","星期四","星期五","星期六");
//-->
</script>
</head>
<body onload="window.status='欢迎光临'" oncontextmenu="return false">
<table class="main" border="0" align="center" cellpadding="0" cellspacing="0">
<tr><td height="60" bgcolor="#2a7fc9"><font color="#FFFFFF" size="5" face="黑体"><b>某某镇政府网（测试页面）</b></font></td></tr>
<tr><td height="26" bgcolor="#d4e8f8" align="right"><script language="javascript">var d=new Date();document.write(d.getFullYear()+"年"+(d.getMonth()+1)+"月 "+weekday[d.getDay()]);</script>&nbsp;</td></tr>
<tr><td>
  <table width="100%" border="0" cellpadding="4" cellspacing="0"><tr>
  <td width="120" valign="top" bgcolor="#f4faff"><table width="100%"><tr><td class="tit">栏目</td></tr>
    <tr><td><a href="javascript:void(0)">镇情概况</a><br><a href="javascript:void(0)">通知公告</a><br><a href="javascript:void(0)">办事大厅</a></td></tr></table></td>
  <td valign="top"><table width="100%"><tr><td class="tit" id="hall">办事大厅</td></tr><tr><td>
${place}
  </td></tr></table>
  <marquee scrollamount="2" width="100%"><font color="red">请广大群众及时办理医保缴费（示例）</font></marquee></td>
  </tr></table>
</td></tr>
<tr><td height="40" align="center" bgcolor="#eeeeee" id="foot">某某镇人民政府 主办（测试页面）</td></tr>
</table>
</body>
</html>
`;
