// FsCheck has a type of this name too; an alias wins over what a using directive brings in.
global using Property = Harness.Properties.Checking.Property;
