use super::{Parsed, Parser};
use crate::header::structured::entries::Filling;
use crate::header::structured::{BareItem, Dictionary, InnerList, Item, Key, List, Member, Parameters};

impl Parser<'_> {
    /// §4.2.1.
    pub(in crate::header::structured) fn list(&mut self) -> Parsed<List> {
        let mut members = Vec::new();
        if self.peek().is_some() {
            loop {
                members.push(self.member()?);
                if self.is_last()? {
                    break;
                }
            }
        }
        Ok(List(members))
    }

    /// §4.2.2.
    pub(in crate::header::structured) fn dictionary(&mut self) -> Parsed<Dictionary> {
        let mut members = Filling::new();
        if self.peek().is_some() {
            loop {
                let key = self.key()?;
                let member = if self.eat(b'=') {
                    self.member()?
                } else {
                    Item { value: BareItem::Boolean(true), parameters: self.parameters()? }.into()
                };
                members.insert(key, member);
                if self.is_last()? {
                    break;
                }
            }
        }
        Ok(Dictionary(members.done()))
    }

    /// §4.2.3.
    pub(in crate::header::structured) fn item(&mut self) -> Parsed<Item> {
        Ok(Item { value: self.bare_item()?, parameters: self.parameters()? })
    }

    /// After a member: the end, or a comma that is not the last thing.
    fn is_last(&mut self) -> Parsed<bool> {
        self.skip(|byte| byte == b' ' || byte == b'\t');
        if self.peek().is_none() {
            return Ok(true);
        }
        if !self.eat(b',') {
            return Err(self.expected("`,` or the end"));
        }
        self.skip(|byte| byte == b' ' || byte == b'\t');
        if self.peek().is_none() { Err(self.expected("something after the last `,`")) } else { Ok(false) }
    }

    /// §4.2.1.1.
    fn member(&mut self) -> Parsed<Member> {
        if self.peek() == Some(b'(') { Ok(self.inner_list()?.into()) } else { Ok(self.item()?.into()) }
    }

    /// §4.2.1.2.
    fn inner_list(&mut self) -> Parsed<InnerList> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip(|byte| byte == b' ');
            if self.eat(b')') {
                return Ok(InnerList { items, parameters: self.parameters()? });
            }
            items.push(self.item()?);
            if !matches!(self.peek(), Some(b' ' | b')')) {
                return Err(self.expected("a space or `)` in an inner list"));
            }
        }
    }

    /// §4.2.3.2.
    fn parameters(&mut self) -> Parsed<Parameters> {
        let mut parameters = Filling::new();
        while self.eat(b';') {
            self.skip(|byte| byte == b' ');
            let key = self.key()?;
            let value = if self.eat(b'=') { self.bare_item()? } else { BareItem::Boolean(true) };
            parameters.insert(key, value);
        }
        Ok(Parameters(parameters.done()))
    }

    /// §4.2.3.3.
    fn key(&mut self) -> Parsed<Key> {
        if !self.peek().is_some_and(Key::is_first) {
            return Err(self.expected("a key, in lower case"));
        }
        Ok(Key::checked(self.skip(Key::is_next)))
    }
}
