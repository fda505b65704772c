//! Since when each kind of record is known.

use super::super::sample::{action, date, day, linked, names, recommendation, submission};
use crate::model::{Day, Id, Kind, Ref, Session, Strength};

#[test]
fn each_kind_is_known_since_its_day() {
    let mut dataset = names();
    dataset.meta.as_of = day("2021-06-30");
    dataset.sessions[0].planned = Some(date("2019-06-03/2019-06-05"));
    dataset.recommendations = vec![recommendation("r", 2, None, &[])];
    dataset.actions = vec![action("a", &[(0, Strength::Explicit)]); 4];
    dataset.actions[1].date = Some(date("2018"));
    dataset.actions[2].report = None;
    dataset.actions[2].date = Some(date("2018-02"));
    dataset.actions[3].report = None;
    dataset.documents[0].date = None;
    dataset.documents.push(dataset.documents[0].clone());
    dataset.documents[2].session = None;
    dataset.submissions = vec![submission("s", 1, &[]); 3];
    dataset.submissions[1].date = Some(date("2018-03-18/2020-04-20"));
    dataset.submissions[2].date = Some(date("2021"));
    let dataset = linked(dataset);
    let check = |kind, index, expect: Option<&str>| {
        let item = Ref { kind, index };
        let since = dataset.known_since(item);
        assert_eq!(since, expect.map(day), "{kind:?} {index}");
        if let Some(Day(n)) = since {
            assert!(dataset.known(item, Day(n)) && !dataset.known(item, Day(n - 1)));
        }
    };
    check(Kind::Topic, 0, None);
    check(Kind::Session, 0, Some("2019-06-03"));
    check(Kind::Session, 2, Some("2019-09-04"));
    check(Kind::Recommendation, 0, Some("2019-09-06"));
    check(Kind::Resolution, 0, Some("2019-12-20"));
    check(Kind::Action, 0, Some("2020-04-20"));
    check(Kind::Action, 1, Some("2020-04-20"));
    check(Kind::Action, 2, Some("2018-02-28"));
    check(Kind::Action, 3, None);
    check(Kind::Document, 0, Some("2019-09-06"));
    check(Kind::Document, 1, Some("2020-04-20"));
    check(Kind::Document, 2, None);
    check(Kind::Submission, 0, Some("2018-09-07"));
    check(Kind::Submission, 1, Some("2020-04-20"));
    check(Kind::Submission, 2, Some("2021-06-30"));
    check(Kind::Document, 9, None);

    let cosp: Ref = Id::<Session>::new(0).into();
    assert_eq!(dataset.date_on(cosp, day("2019-12-15")), dataset.sessions[0].planned);
    assert_eq!(dataset.date_on(cosp, day("2019-12-16")), dataset.sessions[0].held);
    let ahead = |text| dataset.sessions[0].is_ahead(day(text));
    assert_eq!(["2019-12-15", "2019-12-16"].map(ahead), [true, false]);
    // A paper for it tells that it is planned; one for another session does not.
    let mut announced = dataset.clone();
    announced.documents[1].date = Some(date("2019-04-01"));
    assert_eq!(announced.known_since(cosp), Some(day("2019-06-03")));
    announced.documents[1].session = Some(Id::new(0));
    assert_eq!(announced.known_since(cosp), Some(day("2019-04-01")));
    // Of a partial date, only its last day is certain.
    let mut partial = dataset.clone();
    partial.sessions[2].held = Some(date("2019"));
    let meeting: Ref = Id::<Session>::new(2).into();
    assert_eq!(partial.known_since(meeting), Some(day("2019-12-31")));
}
