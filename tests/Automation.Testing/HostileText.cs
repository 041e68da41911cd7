namespace Automation.Testing;

/// <summary>
/// Text that tries to run a script, to load something or to leave its place: names, descriptions, links, Markdown, annotations, HTML, SVG, and markup that
/// parsers read differently. Each calls <c>alert</c>, so that a browser can count.
/// </summary>
public static class HostileText
{
    private static readonly string[] Names =
    [
        "<script>alert(1)</script>", "\"><script>alert(1)</script>", "'><script>alert(1)</script>", "</script><script>alert(1)</script>", "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>", "</style><script>alert(1)</script>", "</svg><script>alert(1)</script>", "</a><script>alert(1)</script>",
        "</text></a></svg><img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "\" onload=\"alert(1)", "\" autofocus onfocus=alert(1) x=\"",
        "` onclick=alert(1) `", "--><script>alert(1)</script>", "]]><script>alert(1)</script>", "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "#{alert(1)}", "<%= alert(1) %>",
        "javascript:alert(1)", "\u202Ejavascript:alert(1)", "\u0000<script>alert(1)</script>", "<\u0000script>alert(1)</script>", "\uFEFF<script>alert(1)</script>", "＜script＞alert(1)＜/script＞",
        "\uD800<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "\\u003cscript\\u003ealert(1)", "%3Cscript%3Ealert(1)%3C/script%3E",
        "\n\n<script>alert(1)</script>\n\n", "\r<img src=x onerror=alert(1)>\r", "\u2028<script>alert(1)</script>", "__proto__", "constructor", "<base href=\"javascript:alert(1)//\">",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">", "<link rel=stylesheet href=\"data:text/css,*{x:expression(alert(1))}\">",
    ];

    private static readonly string[] Addresses =
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\u0001javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
        "java\rscript:alert(1)", "javascript\t:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "&#0000106avascript:alert(1)", "javascript&colon;alert(1)",
        "javascript&#58;alert(1)", "javascript&Tab;:alert(1)", "java&NewLine;script:alert(1)", "javascript://example.org/%0aalert(1)", "javascript:/*-->*/alert(1)", "vbscript:msgbox(1)",
        "livescript:alert(1)", "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload=alert(1)>",
        "blob:https://example.org/1", "file:///etc/passwd", "about:blank", "view-source:javascript:alert(1)", "feed:javascript:alert(1)", "jar:javascript:alert(1)!/", "x:alert(1)", "//alert(1)",
        "\\\\example.org\\x", "/\\example.org", "https:javascript:alert(1)", "http://javascript:alert(1)@example.org/", "%6Aavascript:alert(1)", "javascript%3Aalert(1)", "#\" onclick=\"alert(1)",
        "x\" onmouseover=\"alert(1)", "x'onmouseover='alert(1)", "x onmouseover=alert(1)", "../../../../../../etc/passwd", "\u00A0javascript:alert(1)", "\u200Bjavascript:alert(1)", "ｊavascript:alert(1)",
    ];

    private static readonly string[] Elements =
    [
        "<img src=x onerror=alert(1)>", "<img src=x onerror='alert(1)'", "<img/src=x/onerror=alert(1)>", "<img src=`x`onerror=alert(1)>", "<img srcset=x onerror=alert(1)>", "<IMG SRC=x ONERROR=alert(1)>",
        "<img src=x:x onerror\n=alert(1)>", "<img src=\"x\" \u0000onerror=alert(1)>", "<img alt=\"<img src=x onerror=alert(1)>\">", "<image src=x onerror=alert(1)>", "<body onload=alert(1)>",
        "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<object data=javascript:alert(1)></object>", "<embed src=javascript:alert(1)>",
        "<applet code=x></applet>", "<form action=javascript:alert(1)><button>x</button></form>", "<button formaction=javascript:alert(1)>x</button>", "<input autofocus onfocus=alert(1)>",
        "<select autofocus onfocus=alert(1)>", "<textarea autofocus onfocus=alert(1)>", "<keygen autofocus onfocus=alert(1)>", "<video src=x onerror=alert(1)></video>", "<video><source onerror=alert(1)></video>",
        "<audio src=x onerror=alert(1)></audio>", "<details open ontoggle=alert(1)>x</details>", "<marquee onstart=alert(1)>x</marquee>", "<a href=# onclick=alert(1) id=x>x</a>",
        "<div style=\"background:url(javascript:alert(1))\">x</div>", "<div style=\"width:expression(alert(1))\">x</div>", "<style>@import 'javascript:alert(1)';</style>", "<style>*{background:url(x)}</style>",
        "<link rel=import href=data:text/html,<script>alert(1)</script>>", "<meta http-equiv=refresh content=0;url=data:text/html,x>", "<base href=javascript:alert(1)//>", "<script>alert(1)</script>",
        "<script src=data:,alert(1)></script>", "<script/x>alert(1)</script>", "<script\n>alert(1)</script\n>", "<<script>alert(1)//<</script>", "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script>alert(1)", "<p onmouseenter=alert(1) onpointerover=alert(1)>x</p>", "<p onanimationstart=alert(1) style=animation:x>x</p>", "<xss autofocus tabindex=1 onfocus=alert(1)></xss>",
        "<dialog open onclose=alert(1)><form method=dialog><button autofocus>x</button></form></dialog>", "<input type=image src=x onerror=alert(1)>", "<isindex action=javascript:alert(1) type=submit>",
        "<slot onslotchange=alert(1)></slot>", "<template><script>alert(1)</script></template>", "<frameset onload=alert(1)>", "<bgsound src=javascript:alert(1)>", "<portal src=javascript:alert(1)>",
        "<picture><source srcset=x><img onerror=alert(1) src=x></picture>", "<table background=javascript:alert(1)><tr><td>x</table>", "<a href=javascript:alert(1)>x</a>", "<a ping=https://example.org/ href=x>x</a>",
        "<area href=javascript:alert(1)>", "<map name=x><area href=javascript:alert(1)></map><img usemap=#x>", "<a target=_blank href=javascript:alert(1)>x</a>", "<p id=main class=\"g-node\" name=location>x</p>",
        "<img name=getElementById src=x>", "<form name=body><input name=firstChild></form>", "<a id=document href=x>x</a>", "<!--><script>alert(1)</script>-->", "<!-- --!><script>alert(1)</script>",
        "<![CDATA[<script>alert(1)</script>]]>", "<?xml version=\"1.0\"?><script>alert(1)</script>", "<!DOCTYPE x [<!ENTITY y \"<script>alert(1)</script>\">]>&y;", "<%<!--'%><script>alert(1);</script -->",
    ];

    private static readonly string[] Vector =
    [
        "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><script href=data:,alert(1) /></svg>", "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<svg><set attributeName=href to=javascript:alert(1)></svg>", "<svg><use href=\"data:image/svg+xml,<svg id='x'><script>alert(1)</script></svg>#x\"></svg>",
        "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>", "<svg><image href=x onerror=alert(1)></svg>", "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<svg><title><img src=x onerror=alert(1)></title></svg>", "<svg><desc><img src=x onerror=alert(1)></desc></svg>", "<svg><handler type=\"application/javascript\">alert(1)</handler></svg>",
        "<math><a xlink:href=javascript:alert(1)>x</a></math>", "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>", "<math href=javascript:alert(1)>x</math>",
    ];

    // Markup that one parser reads as text and the next one as elements.
    private static readonly string[] Mutating =
    [
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">", "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<noembed><p title=\"</noembed><img src=x onerror=alert(1)>\">", "<noframes><p title=\"</noframes><img src=x onerror=alert(1)>\">",
        "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">", "<iframe><p title=\"</iframe><img src=x onerror=alert(1)>\">", "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
        "<title><p title=\"</title><img src=x onerror=alert(1)>\">", "<style><p title=\"</style><img src=x onerror=alert(1)>\">", "<plaintext><p title=\"</plaintext><img src=x onerror=alert(1)>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<math><mtext><table><mglyph><svg><mtext><style><path id=\"</style><img onerror=alert(1) src>\">",
        "<svg><desc><table><svg><style><img src=x onerror=alert(1)></style>", "<table><td><svg><title><td></title><img src=x onerror=alert(1)>", "<select><svg><style></select><img src=x onerror=alert(1)>",
        "<a title=\"&lt;/a&gt;&lt;img src=x onerror=alert(1)&gt;\">x</a>", "<p title='\"><img src=x onerror=alert(1)>'>x</p>", "<img alt=\"`><img src=x onerror=alert(1)>\">",
        "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>", "<pre>\n\n&lt;img src=x onerror=alert(1)&gt;</pre>", "<option><style></option></select><img src=x onerror=alert(1)></style>",
        "<annotation-xml encoding=\"text/html\"><img src=x onerror=alert(1)></annotation-xml>", "<math><annotation-xml encoding=text/html><style><!--</style><img src=x onerror=alert(1)>--></annotation-xml></math>",
        "<b><i><p></b><img src=x onerror=alert(1)></i>", "<details open><summary><details ontoggle=alert(1) open></summary>", "<table><a href=javascript:alert(1)>x<tr><td></a></table>",
    ];

    private static readonly string[] Markdown =
    [
        "[x](javascript:alert(1))", "[x](<javascript:alert(1)>)", "[x](javascript:alert(1) \"t\")", "[x]: javascript:alert(1)\n[x]", "[x][y]\n\n[y]: javascript:alert(1)", "![x](javascript:alert(1))",
        "![x\" onerror=\"alert(1)](x)", "![](x\"onerror=\"alert(1))", "[x](x \"t\\\" onclick=alert(1)\")", "[x](x 't\" onmouseover=\"alert(1)')", "<javascript:alert(1)>", "<https://example.org/\"onclick=alert(1)>",
        "https://example.org/\"><script>alert(1)</script>", "`<script>alert(1)</script>`", "```\n<script>alert(1)</script>\n```", "```\"><script>alert(1)</script>\nx\n```", "    <script>alert(1)</script>",
        "# x {onclick=alert(1)}", "# <script>alert(1)</script>", "# \" onclick=\"alert(1)", "[x](x){onclick=alert(1)}", "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |", "> <script>alert(1)</script>",
        "- <script>alert(1)</script>\n- [ ] <img src=x onerror=alert(1)>", "*<script>alert(1)</script>*", "~~<img src=x onerror=alert(1)>~~", "[^1]\n\n[^1]: <script>alert(1)</script>", "---\ntitle: <script>alert(1)</script>\n---\nx",
        "<div>\n\n[x](javascript:alert(1))\n\n</div>", "<a href=\"\n\njavascript:alert(1)\">x</a>", "[![x](javascript:alert(1))](javascript:alert(1))", "\\<script>alert(1)\\</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
        "[x](&#106;avascript:alert(1))", "[x](java&#x0A;script:alert(1))", "[<img src=x onerror=alert(1)>](x)", "<details>\n<summary onclick=alert(1)>x</summary>\n\n<script>alert(1)</script>\n</details>",
    ];

    /// <summary>All of them, over two hundred.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Names, .. Elements, .. Vector, .. Mutating, .. Markdown, .. Addresses.Select(a => $"[x]({a})"), .. Addresses.Select(a => $"<a href=\"{a}\">x</a>"), .. Addresses,
    ];
}
