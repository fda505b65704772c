//! Where a document is officially to be had.

use mandate_trail::load::load;
use mandate_trail::model::record::Edition;
use mandate_trail::model::{Dataset, Document, Id};

#[test]
fn a_document_is_found_in_the_readers_language() {
    let mut dataset = load(include_bytes!("data/small.json")).dataset.expect("it loads");
    let id: Id<Document> = Id::new(0);
    let edition = |language: &str| Edition {
        language: language.into(),
        url: format!("https://example.org/{language}"),
    };
    let check = |dataset: &Dataset, language: &str, expect: Option<&str>| {
        assert_eq!(dataset.official(id, language).as_deref(), expect, "{language}");
    };
    dataset.meta.document_address = None;
    dataset.documents[0].editions.clear();
    dataset.documents[0].url = None;
    dataset.documents[0].symbol = Some("A/1 (é)/2*".into());
    check(&dataset, "en", None);
    dataset.meta.document_address = Some("https://example.org/?s={symbol}&x".into());
    check(&dataset, "en", Some("https://example.org/?s=A/1%20(%C3%A9)/2%2A&x"));
    dataset.documents[0].url = Some("https://example.org/own".into());
    check(&dataset, "en", Some("https://example.org/own"));
    dataset.documents[0].editions = vec![edition("fr"), edition("pt-BR"), edition("es")];
    check(&dataset, "en-GB", Some("https://example.org/own"));
    check(&dataset, "ES", Some("https://example.org/es"));
    check(&dataset, "fr-CA", Some("https://example.org/fr"));
    check(&dataset, "pt", Some("https://example.org/pt-BR"));
    dataset.documents[0].url = None;
    dataset.documents[0].symbol = None;
    check(&dataset, "en", Some("https://example.org/fr"));
}
