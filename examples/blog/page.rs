//! What all pages have in common.

use std::fmt;

use wz::prelude::*;

/// A page of the blog; its content is HTML already.
#[derive(Debug)]
pub struct Page {
    title: String,
    content: String,
}

impl Page {
    pub fn new(title: impl Into<String>, content: impl Into<String>) -> Page {
        Page { title: title.into(), content: content.into() }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let (title, content) = (Text(&self.title), &self.content);
        let (home, posts, about) =
            (url_for!(crate::home), url_for!(crate::posts::list), url_for!(crate::about));
        // A file that is not there is a mistake of the program, which does not compile.
        let (style, icon) = (url_for!(static, "style.css"), url_for!(static, "pen.svg"));
        Html(format!(
            r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="stylesheet" href="{style}">
<link rel="icon" href="{icon}">
<nav><a href="{home}">Home</a><a href="{posts}">Posts</a><a href="{about}">About</a></nav>
<h1>{title}</h1>
{content}
</html>
"#
        ))
        .into_response()
    }
}

/// Text that is not HTML yet: what has a meaning there is escaped.
#[derive(Debug)]
pub struct Text<'t>(pub &'t str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => fmt::Write::write_char(f, other)?,
            }
        }
        Ok(())
    }
}
