use std::fmt;
use std::str::FromStr;

use http::HeaderName;

use super::structured::{BareItem, Dictionary, InnerList, Item, Key, Member, Text, Token};
use super::{Header, HeaderError, Lines};

/// `Permissions-Policy`: which origins may use which features of the browser, such as the camera. A dictionary of
/// [structured fields](super::structured).
///
/// ```
/// use wz::header::PermissionsPolicy;
///
/// let policy = PermissionsPolicy::new()
///     .deny("camera")?
///     .allow("geolocation", ["self", "https://maps.example"])?
///     .allow("fullscreen", ["*"])?;
/// assert_eq!(policy.to_string(), r#"camera=(), geolocation=(self "https://maps.example"), fullscreen=*"#);
/// assert_eq!(policy.allowed("geolocation").unwrap(), ["self", "https://maps.example"]);
/// assert_eq!(policy.allowed("camera").unwrap().len(), 0);
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PermissionsPolicy(Dictionary);

impl PermissionsPolicy {
    /// No features: browsers use their own rules.
    ///
    /// ```
    /// use wz::header::PermissionsPolicy;
    ///
    /// assert_eq!(PermissionsPolicy::new().allowed("camera"), None);
    /// ```
    pub fn new() -> PermissionsPolicy {
        PermissionsPolicy::default()
    }

    /// Nobody may use the feature.
    ///
    /// ```
    /// use wz::header::PermissionsPolicy;
    ///
    /// assert_eq!(PermissionsPolicy::new().deny("camera")?.to_string(), "camera=()");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The feature is no key of a structured field.
    pub fn deny(self, feature: &str) -> Result<PermissionsPolicy, HeaderError> {
        self.allow(feature, [])
    }

    /// These may use the feature: origins, `self`, or `*` for all.
    ///
    /// ```
    /// use wz::header::PermissionsPolicy;
    ///
    /// let policy = PermissionsPolicy::new().allow("camera", ["self", "https://a.example"])?;
    /// assert_eq!(policy.to_string(), r#"camera=(self "https://a.example")"#);
    /// assert!(policy.allow("Camera", ["self"]).is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The feature is no key of a structured field, or an origin is not ASCII.
    pub fn allow<'o>(
        mut self,
        feature: &str,
        origins: impl IntoIterator<Item = &'o str>,
    ) -> Result<PermissionsPolicy, HeaderError> {
        let key: Key = feature.parse().map_err(of_this)?;
        let items = origins.into_iter().map(|origin| match origin {
            "*" | "self" => origin.parse::<Token>().map(Item::new),
            origin => origin.parse::<Text>().map(Item::new),
        });
        let items: Vec<Item> = items.collect::<Result<_, _>>().map_err(of_this)?;
        let all = items.iter().find(|item| item.value.as_token() == Some("*")).cloned();
        // `*` is written alone, which older browsers want.
        let member = all.map_or_else(|| InnerList { items, ..InnerList::default() }.into(), Member::from);
        self.0.insert(key, member);
        Ok(self)
    }

    /// With a parameter for a feature that was set before, such as `report-to` with the name of one of the
    /// [`ReportingEndpoints`](super::ReportingEndpoints).
    ///
    /// ```
    /// use wz::header::PermissionsPolicy;
    /// use wz::header::structured::Token;
    ///
    /// let policy = PermissionsPolicy::new().deny("camera")?.with_parameter("camera", "report-to", "main".parse::<Token>()?)?;
    /// assert_eq!(policy.to_string(), "camera=();report-to=main");
    /// assert_eq!(policy.parameter("camera", "report-to").and_then(|name| name.as_token()), Some("main"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// There is no such feature yet, or the name is no key of a structured field.
    pub fn with_parameter(
        mut self,
        feature: &str,
        name: &str,
        value: impl Into<BareItem>,
    ) -> Result<PermissionsPolicy, HeaderError> {
        let parameters = match self.0.get_mut(feature) {
            Some(Member::Item(item)) => &mut item.parameters,
            Some(Member::InnerList(list)) => &mut list.parameters,
            None => return Err(of_this(HeaderError::value("a feature that is set before").found(feature))),
        };
        parameters.insert(name.parse().map_err(of_this)?, value);
        Ok(self)
    }

    /// A parameter of a feature.
    ///
    /// ```
    /// use wz::header::PermissionsPolicy;
    ///
    /// let policy: PermissionsPolicy = "camera=();report-to=main".parse()?;
    /// assert_eq!(policy.parameter("camera", "report-to").unwrap().as_token(), Some("main"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn parameter(&self, feature: &str, name: &str) -> Option<&BareItem> {
        self.0.get(feature)?.parameters().get(name)
    }

    /// Who may use a feature: origins, `self` and `*`; nobody when it is empty, and `None` when the header does not
    /// say. What is neither a string nor one of the two words is left out.
    ///
    /// ```
    /// use wz::header::PermissionsPolicy;
    ///
    /// let policy: PermissionsPolicy = r#"camera=(self "https://a.example" 1), usb=()"#.parse()?;
    /// assert_eq!(policy.allowed("camera").unwrap(), ["self", "https://a.example"]);
    /// assert_eq!((policy.allowed("usb"), policy.allowed("midi")), (Some(vec![]), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn allowed(&self, feature: &str) -> Option<Vec<&str>> {
        let origin = |item| match item {
            &Item { value: BareItem::Token(ref token), .. } => {
                Some(token.as_str()).filter(|word| ["*", "self"].contains(word))
            }
            Item { value, .. } => value.as_string(),
        };
        Some(match self.0.get(feature)? {
            Member::Item(item) => origin(item).into_iter().collect(),
            Member::InnerList(list) => list.items.iter().filter_map(origin).collect(),
        })
    }
}

/// An error about a part of this header.
fn of_this(error: HeaderError) -> HeaderError {
    error.of(PermissionsPolicy::NAME)
}

impl FromStr for PermissionsPolicy {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<PermissionsPolicy, HeaderError> {
        text.parse().map(PermissionsPolicy).map_err(of_this)
    }
}

impl fmt::Display for PermissionsPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Header for PermissionsPolicy {
    const NAME: HeaderName = HeaderName::from_static("permissions-policy");
    const LINES: Lines = Lines::Joined;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_browsers_read() {
        let policy: PermissionsPolicy =
            "camera=(), usb=self, a=(self \"https://b.example\" other 1);report-to=x, b=*, c"
                .parse()
                .unwrap();
        assert_eq!(policy.allowed("camera").unwrap(), [""; 0]);
        assert_eq!(policy.allowed("usb").unwrap(), ["self"]);
        assert_eq!(policy.allowed("a").unwrap(), ["self", "https://b.example"]);
        assert_eq!((policy.allowed("b").unwrap(), policy.allowed("c").unwrap()), (vec!["*"], vec![]));
        assert_eq!(policy.allowed("d"), None);
        assert!("camera 'none'".parse::<PermissionsPolicy>().is_err());
    }

    #[test]
    fn parameters_are_kept() {
        let text = "camera=(self);report-to=x, fullscreen=*;a;b=2";
        let policy: PermissionsPolicy = text.parse().unwrap();
        assert_eq!(policy.to_string(), text);
        assert_eq!(policy.parameter("fullscreen", "b").and_then(BareItem::as_integer), Some(2));
        assert_eq!((policy.parameter("camera", "b"), policy.parameter("usb", "b")), (None, None));
        let more = policy.with_parameter("fullscreen", "a", 7).unwrap();
        assert_eq!(more.to_string(), "camera=(self);report-to=x, fullscreen=*;a=7;b=2");
        assert!(
            more.clone().with_parameter("usb", "a", true).is_err()
                && more.with_parameter("camera", "A", true).is_err()
        );
    }

    #[test]
    fn refuses_what_breaks_out() {
        assert!(PermissionsPolicy::new().deny("a, b=*").is_err());
        let error = PermissionsPolicy::new().deny("Camera").unwrap_err();
        assert!(error.to_string().starts_with("permissions-policy: expected "), "{error}");
        assert!(PermissionsPolicy::new().allow("a", ["x\r\n"]).is_err());
        assert_eq!(PermissionsPolicy::new().allow("a", ["x\")"]).unwrap().to_string(), r#"a=("x\")")"#);
    }
}
