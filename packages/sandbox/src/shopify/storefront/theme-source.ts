/** A theme in the manner of Shopify's Dawn: a layout, and a page with one section that takes app blocks. */
export const LAYOUT = `<!doctype html>
<html class="no-js" lang="{{ request.locale.iso_code }}" dir="{{ direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ page_title | escape }} – {{ shop.name | escape }}</title>
<link rel="stylesheet" href="/storefront/base.css">
{{ content_for_header }}
</head>
<body class="gradient">
<a class="skip-to-content-link button visually-hidden" href="#MainContent">{{ words.skip }}</a>
<header class="shopify-section shopify-section-group-header-group section-header">
<div class="header page-width">
<p class="header__heading"><a class="header__heading-link" href="{{ menu_root }}/pages/track">{{ shop.name | escape }}</a></p>
<nav class="header__inline-menu" aria-label="{{ words.menu }}"><ul class="list-menu list-menu--inline">
<li><a class="header__menu-item" href="{{ menu_root }}/pages/track">{{ words.track }}</a></li>
<li><a class="header__menu-item" href="{{ menu_root }}/pages/about">{{ words.about }}</a></li>
</ul></nav>
</div>
</header>
<main id="MainContent" class="content-for-layout focus-none" role="main" tabindex="-1">
{{ content_for_layout }}
</main>
<footer class="footer shopify-section"><div class="page-width">
<h2 class="footer-block__heading">{{ words.trying }}</h2>
<p>{{ words.tryingHow }}</p>
<ul class="footer-block__details">
{% for order in tried %}<li>{{ order.name | escape }} · {{ order.zip | escape }}
{% if order.customer %}<form method="post" action="/account/login"><input type="hidden" name="customer" value="{{ order.customer | escape }}"><input type="hidden" name="return_to" value="{{ request.path | escape }}"><button class="button button--tertiary">{{ words.logIn }} {{ order.name | escape }}</button></form>{% endif %}</li>
{% endfor %}
</ul>
{% if customer %}<form method="post" action="/account/logout"><input type="hidden" name="return_to" value="{{ request.path | escape }}"><button class="button">{{ words.logOut }}</button></form>{% endif %}
</div></footer>
</body>
</html>
`;

/** The section of Dawn that holds blocks of apps. */
export const APPS_SECTION = `<section id="shopify-section-apps" class="shopify-section section">
<div class="page-width"><h1 class="main-page-title page-title h0">{{ page_title | escape }}</h1>
<div class="shopify-app-block" id="shopify-block-{{ block.id }}">{{ content_of_block }}</div>
</div></section>`;

export const PROXY_SECTION = `<section class="shopify-section section"><div class="page-width">{{ content_of_app }}</div></section>`;

export const ABOUT_PAGE = `<section class="shopify-section section"><div class="page-width"><h1>{{ page_title | escape }}</h1><p>{{ words.aboutText }}</p></div></section>`;

/** Some of what a theme sets, so that a block has to get along with it. */
export const BASE_STYLE = `*,*::before,*::after{box-sizing:inherit}
html{box-sizing:border-box;font-size:62.5%;height:100%;color-scheme:light dark}
body{margin:0;min-height:100%;display:grid;grid-template:auto 1fr auto/minmax(0,1fr);font:1.6rem/1.6 system-ui,sans-serif;color:#1a1a1a;background:#fff}
a{color:inherit}
.page-width{max-width:120rem;margin:0 auto;padding:0 1.5rem}
.header{display:flex;flex-wrap:wrap;align-items:center;gap:0 2.4rem;min-height:6rem}
.header__heading{font-weight:700;font-size:2rem;margin:0}
.list-menu{display:flex;gap:1.6rem;list-style:none;margin:0;padding:0}
.visually-hidden{position:absolute;overflow:hidden;width:1px;height:1px;clip-path:inset(50%)}
.visually-hidden:focus{inset:0 auto auto 0;z-index:1;width:auto;height:auto;clip-path:none;background:Canvas;color:CanvasText}
.section{padding:2.4rem 0}
.button{font:inherit;padding:.6rem 1.6rem;border:1px solid currentColor;background:none;color:inherit;cursor:pointer}
.footer{border-top:1px solid #8886;padding:1.6rem 0;font-size:1.4rem}
.footer-block__details{list-style:none;padding:0;display:grid;gap:.8rem}
.footer form{display:inline}
@media (prefers-color-scheme:dark){body{color:#f4f4f4;background:#16181d}}
`;
