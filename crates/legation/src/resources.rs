//! Everything that coding needs, loaded once and passed by reference.

use legation_nlp::Pipeline;

use crate::Error;
use crate::classify::{Classifier, OwnHeads};
use crate::code::{OpenEntries, Rules};
use crate::date::DateWords;
use crate::gazetteer::{Gazetteer, OwnTable};
use crate::lexicon::Lexicon;
use crate::ontology::Ontology;
use crate::place::Geography;
use crate::vote::Vetoes;

/// Hash of the tables that the program carries.
pub const TABLES: &str = env!("TABLES_HASH");

/// The English model and the tables. Shared between threads.
pub struct Resources {
    /// Text to annotations.
    pub pipeline: Pipeline,
    /// What can be coded.
    pub ontology: Ontology,
    /// Who can act.
    pub gazetteer: Gazetteer,
    /// The world's cities and regions.
    pub geography: Geography,
    /// Which words tell of which event.
    pub lexicon: Lexicon,
    /// Frames for verbs that the lexicon does not know.
    pub(crate) open_entries: OpenEntries,
    /// Which words change what they govern.
    pub rules: Rules,
    /// Which words tell of a time.
    pub date_words: DateWords,
    /// The Security Council's vetoes.
    pub(crate) vetoes: Vetoes,
    /// What a marked sentence tells of, by training. Nothing where rules alone shall code.
    pub classifier: Option<Classifier>,
    /// Types of the user's own, by training.
    pub own_heads: Option<OwnHeads>,
}

impl Resources {
    /// What comes with the program.
    ///
    /// # Errors
    /// If a table or the model has faults, which the tests of a release rule out.
    pub fn embedded() -> Result<Self, Error> {
        Ok(Self { classifier: Some(Classifier::embedded()?), ..Self::embedded_rules()? })
    }

    /// The same without the classifier, which is not loaded: lexicon and rules alone.
    ///
    /// # Errors
    /// As [`Resources::embedded`].
    pub fn embedded_rules() -> Result<Self, Error> {
        let ontology = Ontology::embedded()?;
        Ok(Self {
            pipeline: Pipeline::embedded()?,
            gazetteer: Gazetteer::embedded(&ontology)?,
            geography: Geography::embedded()?,
            open_entries: OpenEntries::new(&ontology)?,
            lexicon: Lexicon::embedded(&ontology)?,
            rules: Rules::embedded()?,
            date_words: DateWords::embedded()?,
            vetoes: Vetoes::embedded()?,
            classifier: None,
            own_heads: None,
            ontology,
        })
    }

    /// The same with a codebook's `types.toml` on top ([`Ontology::with_own`]); before lexicon files that name its types.
    ///
    /// # Errors
    /// All faults of the file.
    pub fn with_types(mut self, file: &str, text: &str) -> Result<Self, Error> {
        self.ontology = self.ontology.with_own(file, text)?;
        Ok(self)
    }

    /// The same with heads for the user's types, as `codebook train` writes them. Without a classifier nothing is loaded.
    ///
    /// # Errors
    /// If the file is none, or was made for other types or another classifier.
    pub fn with_own_heads(mut self, file: &str, text: &str) -> Result<Self, Error> {
        if let Some(classifier) = &self.classifier {
            self.own_heads = Some(OwnHeads::load(file, text, &self.ontology, classifier.n_features())?);
        }
        Ok(self)
    }

    /// The same with tables of rules on top ([`Rules::with_own`]).
    ///
    /// # Errors
    /// All faults of the tables.
    pub fn with_rules(mut self, files: &[(&str, &str)]) -> Result<Self, Error> {
        self.rules = self.rules.with_own(files)?;
        Ok(self)
    }

    /// The same with lexicon files of the user's on top: pairs of a name for messages and a text
    /// ([`Lexicon::with_own`]).
    ///
    /// # Errors
    /// All faults of the files.
    pub fn with_lexicon(mut self, files: &[(&str, &str)]) -> Result<Self, Error> {
        self.lexicon = self.lexicon.with_own(files, &self.ontology)?;
        Ok(self)
    }

    /// The same with tables of the user's on top of the gazetteer ([`Gazetteer::with_own`]).
    ///
    /// # Errors
    /// All faults of the tables.
    pub fn with_gazetteer(mut self, tables: &[OwnTable]) -> Result<Self, Error> {
        self.gazetteer = self.gazetteer.with_own(tables, &self.ontology)?;
        Ok(self)
    }
}
