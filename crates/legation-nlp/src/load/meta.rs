//! What a model says of itself: name, version, language, components, labels.

use serde::Deserialize;

use super::directory::Directory;
use crate::Error;

/// `meta.json` of a model, as far as it is used or shown.
#[derive(Debug, Clone, Deserialize)]
pub struct Meta {
    /// Language code.
    pub lang: String,
    /// Name of the model without the language.
    pub name: String,
    /// Version of the model.
    pub version: String,
    /// Licence that the model states.
    #[serde(default)]
    pub license: String,
    /// Components in the order in which they run.
    pub pipeline: Vec<String>,
    /// Components that are there but switched off.
    #[serde(default)]
    pub disabled: Vec<String>,
}

/// The components that must be there, and in this engine run in this order.
const COMPONENTS: [&str; 6] = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"];

impl Meta {
    /// Reads `meta.json` and refuses a pipeline that this engine does not run.
    pub(crate) fn load(directory: &Directory) -> Result<Self, Error> {
        Self::parse(&directory.read("meta.json")?)
    }

    fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let meta: Self = serde_json::from_slice(bytes).map_err(|error| Error::broken("meta.json", error))?;
        if meta.lang != "en" {
            let reason = format!("language \"{}\" is not supported (expected en)", meta.lang);
            return Err(Error::unsupported("meta.json", reason));
        }
        for name in meta.pipeline.iter().filter(|name| !meta.disabled.contains(name)) {
            if !COMPONENTS.contains(&name.as_str()) {
                let expected = COMPONENTS.join(", ");
                let reason = format!("component \"{name}\" is not supported (expected {expected})");
                return Err(Error::unsupported("meta.json", reason));
            }
        }
        let missing = COMPONENTS.iter().find(|&&name| !meta.pipeline.iter().any(|known| known == name));
        if let Some(name) = missing {
            return Err(Error::unsupported("meta.json", format_args!("component \"{name}\" is missing")));
        }
        Ok(meta)
    }
}

#[cfg(test)]
mod tests {
    use super::Meta;

    fn refusal(lang: &str, pipeline: &str) -> String {
        let json =
            format!(r#"{{"lang":"{lang}","name":"m","version":"1","pipeline":[{pipeline}],"disabled":["senter"]}}"#);
        let error = Meta::parse(json.as_bytes()).expect_err("a model that does not run");
        assert!(error.is_unsupported());
        error.to_string()
    }

    const ALL: &str = r#""tok2vec","tagger","parser","senter","attribute_ruler","lemmatizer","ner""#;

    #[test]
    fn a_component_that_is_not_supported_is_named() {
        let message = refusal("en", &format!("{ALL},\"transformer\""));
        assert!(message.contains("component \"transformer\" is not supported"), "{message}");
    }

    #[test]
    fn a_missing_component_and_another_language_are_named() {
        assert!(refusal("en", r#""tok2vec","tagger""#).contains("component \"parser\" is missing"));
        assert!(refusal("de", ALL).contains("language \"de\""));
    }

    #[test]
    fn a_component_that_is_switched_off_does_not_matter() {
        let json = format!(r#"{{"lang":"en","name":"m","version":"1","pipeline":[{ALL}],"disabled":["senter"]}}"#);
        assert_eq!(Meta::parse(json.as_bytes()).expect("a model").pipeline.len(), 7);
    }
}
