<?xml version="1.0" encoding="UTF-8"?>
<!-- Shows a podcast feed as a page. Nothing here is taken as markup from the feed: every value is text. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  exclude-result-prefixes="atom itunes">
  <xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat"/>

  <!-- The folder of the style sheets, as the feed itself names it. -->
  <xsl:variable name="folder"
    select="substring-before(substring-after(/processing-instruction('xml-stylesheet')[1], 'href=&quot;'), 'feed.xsl')"/>

  <xsl:template match="/rss/channel">
    <html>
      <xsl:attribute name="lang"><xsl:value-of select="language"/></xsl:attribute>
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="title"/></title>
        <link rel="icon" href="data:,"/>
        <link rel="stylesheet" href="{$folder}feed.css"/>
      </head>
      <body>
        <header>
          <img src="{itunes:image/@href}" alt="" width="160" height="160"/>
          <div>
            <h1 dir="auto"><xsl:value-of select="title"/></h1>
            <p dir="auto" class="about"><xsl:value-of select="description"/></p>
            <xsl:if test="starts-with(link, 'https://') or starts-with(link, 'http://')">
              <p><a href="{link}">Visit the site</a></p>
            </xsl:if>
          </div>
        </header>
        <section class="subscribe" aria-label="Subscribe">
          <p><strong>This is a podcast feed.</strong> Copy its address into any podcast app to subscribe:</p>
          <p><code><xsl:value-of select="atom:link[@rel='self']/@href"/></code></p>
        </section>
        <main>
          <h2><xsl:value-of select="count(item)"/> episodes</h2>
          <ol>
            <xsl:apply-templates select="item"/>
          </ol>
        </main>
        <xsl:if test="atom:link[@rel='prev' or @rel='next']">
          <nav aria-label="Pages">
            <xsl:if test="atom:link[@rel='prev']">
              <a rel="prev" href="{atom:link[@rel='prev']/@href}">Newer episodes</a>
            </xsl:if>
            <xsl:if test="atom:link[@rel='next']">
              <a rel="next" href="{atom:link[@rel='next']/@href}">Older episodes</a>
            </xsl:if>
          </nav>
        </xsl:if>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="item">
    <li>
      <h3 dir="auto"><a href="{link}"><xsl:value-of select="title"/></a></h3>
      <p class="facts">
        <xsl:value-of select="substring(pubDate, 6, 11)"/>
        <xsl:text> · </xsl:text>
        <xsl:value-of select="floor(itunes:duration div 60)"/>
        <xsl:text>:</xsl:text>
        <xsl:value-of select="format-number(itunes:duration mod 60, '00')"/>
      </p>
      <p dir="auto"><xsl:value-of select="itunes:summary"/></p>
      <audio controls="controls" preload="none">
        <xsl:attribute name="src"><xsl:value-of select="enclosure/@url"/></xsl:attribute>
        <xsl:attribute name="aria-label"><xsl:value-of select="title"/></xsl:attribute>
      </audio>
    </li>
  </xsl:template>
</xsl:stylesheet>
