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
        let bytes = directory.read("meta.json")?;
        let meta: Self = serde_json::from_slice(&bytes).map_err(|error| Error::broken("meta.json", error))?;
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
